package io.parley.it.narrow;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.xnio.Options;

/** Those of WildFly. */
final class UndertowSockets implements NarrowFilter.Sockets {

    @Override
    public void narrow(HttpServletRequest request) throws IOException {
        ServletRequestContext.requireCurrent()
                .getExchange()
                .getConnection()
                .setOption(Options.SEND_BUFFER, NarrowFilter.SEND_BUFFER_BYTES);
    }
}
