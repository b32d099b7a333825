package io.parley.web.admin;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Whoever breaks an answer off is forgiven (Jakarta REST, section 6.3): the server would log that as a fault of its
 * own.
 */
@Provider
@AdminOnly
public class BreakOffs implements WriterInterceptor {

    private static final System.Logger LOG = System.getLogger("io.parley.web.admin");

    /** Made by the container. */
    public BreakOffs() {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        ForgivingStream out = new ForgivingStream(answer.getOutputStream());
        answer.setOutputStream(out);
        try {
            answer.proceed();
        } catch (IOException | RuntimeException e) {
            if (!out.isBrokenOff()) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "an answer was broken off", e);
        } finally {
            out.allIsWritten();
        }
    }
}
