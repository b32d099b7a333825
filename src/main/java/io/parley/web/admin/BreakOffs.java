package io.parley.web.admin;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Whoever breaks an answer off is forgiven (Jakarta REST, section 6.3): the server would log that as a fault of its
 * own. Not so with events, for a stream has to know when it is over.
 */
@Provider
@AdminOnly
public class BreakOffs implements WriterInterceptor {

    /** Made by the container. */
    public BreakOffs() {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        if (!MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(answer.getMediaType())) {
            answer.setOutputStream(new ForgivingStream(answer.getOutputStream()));
        }
        answer.proceed();
    }
}
