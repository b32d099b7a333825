package io.parley.container.tyrus;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseReason;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLUtils;

/** A connection of Grizzly's. Its tasks see the class loader of the thread that it was made on. */
final class GrizzlyLink implements Link {

    private static final System.Logger LOG = System.getLogger("io.parley.container.tyrus");

    /** With 0 it would never be told that something can be written. */
    private static final int LEAST_BYTES = 1;

    private final Connection<?> connection;
    private final Workers workers;

    GrizzlyLink(Connection<?> connection) {
        this.connection = connection;
        this.workers = new Workers(connection.getTransport());
    }

    @Override
    public void whenGone(Runnable action) {
        connection.closeFuture().addCompletionHandler(new EmptyCompletionHandler<>() {
            @Override
            public void completed(CloseReason reason) {
                action.run();
            }
        });
    }

    /** Grizzly tells its listeners in their order, one after the other, and the future is one of the first. */
    @Override
    public void whenGoneForAll(Runnable action) {
        Closeable closeable = connection;
        closeable.addCloseListener((CloseListener<Closeable, CloseType>) (closed, type) -> action.run());
    }

    /** Grizzly's own bound is four socket buffers, in bytes of payload, however short what is written. */
    @Override
    public void keepsNothing() {
        connection.setMaxAsyncWriteQueueSize(LEAST_BYTES);
    }

    /** Under TLS our side stays open until the connection is closed: Grizzly has no way to say close_notify alone. */
    @Override
    public void shutOutput() {
        if (SSLUtils.getSSLEngine(connection) == null
                && connection instanceof TCPNIOConnection tcp
                && connection.getTransport() instanceof TCPNIOTransport transport
                && tcp.getChannel() instanceof SocketChannel channel) {
            transport.getWriter(tcp).write(tcp, Buffers.EMPTY_BUFFER, new Shut(channel));
        }
    }

    /** An empty write is over when those before it are. */
    private static final class Shut extends EmptyCompletionHandler<WriteResult<WritableMessage, SocketAddress>> {

        private final SocketChannel channel;

        Shut(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void completed(WriteResult<WritableMessage, SocketAddress> result) {
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "the peer is gone", e);
            }
        }
    }

    @Override
    public void close() {
        connection.closeSilently();
    }

    @Override
    public void dropLater(int seconds) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, this).execute(this::drop);
    }

    @Override
    public void drop() {
        connection.terminateSilently();
    }

    @Override
    public void execute(Runnable task) {
        workers.execute(task);
    }
}
