package io.parley.it.narrow;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/** Those of Payara. */
final class GrizzlySockets implements NarrowFilter.Sockets {

    @Override
    public void narrow(HttpServletRequest request) throws IOException {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        try {
            Object catalina =
                    inner.getClass().getMethod("getUnwrappedCoyoteRequest").invoke(inner);
            Request coyote =
                    (Request) catalina.getClass().getMethod("getCoyoteRequest").invoke(catalina);
            TCPNIOConnection connection = (TCPNIOConnection) coyote.getContext().getConnection();
            ((SocketChannel) connection.getChannel())
                    .setOption(StandardSocketOptions.SO_SNDBUF, NarrowFilter.SEND_BUFFER_BYTES);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }
}
