package io.parley.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.session.Sender;
import io.parley.session.SenderContract;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Messages that go through the Jakarta API, which tells of every second one within the call, as containers may. */
class AsyncSenderContractTest extends SenderContract {

    @Override
    protected Peer peer() {
        return new SessionPeer();
    }

    private static final class SessionPeer implements Peer {

        private final ExecutorService container = Executors.newSingleThreadExecutor();
        private final Sender sender = new AsyncSender(as(Session.class, (proxy, method, arguments) -> remote()));
        private final List<String> heard = new ArrayList<>();
        private final ArrayDeque<SendHandler> underWay = new ArrayDeque<>();
        private final ArrayDeque<String> begun = new ArrayDeque<>();
        private boolean reads = true;
        private boolean broken;

        private static <T> T as(Class<T> type, InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }

        private RemoteEndpoint.Async remote() {
            return as(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("sendText");
                send((String) arguments[0], (SendHandler) arguments[1]);
                return null;
            });
        }

        private void send(String text, SendHandler handler) {
            if (begin(text, handler)) {
                settle();
            } else {
                container.execute(this::settle);
            }
        }

        /** Whether its end is told at once. */
        private synchronized boolean begin(String text, SendHandler handler) {
            assertThat(begun).as("messages that are under way").isEmpty();
            begun.add(text);
            underWay.add(handler);
            return heard.size() % 2 == 0;
        }

        /** Tells what became of the message that is under way, if anything has. */
        private void settle() {
            SendHandler handler;
            synchronized (this) {
                if (begun.isEmpty() || (!reads && !broken)) {
                    return;
                }
                String text = begun.remove();
                handler = underWay.remove();
                if (!broken) {
                    heard.add(text);
                }
            }
            handler.onResult(broken() ? new SendResult(new IOException("broken")) : new SendResult());
        }

        private synchronized boolean broken() {
            return broken;
        }

        @Override
        public Sender sender() {
            return sender;
        }

        @Override
        public synchronized void stopsReading() {
            reads = false;
        }

        @Override
        public void readsOn() {
            synchronized (this) {
                reads = true;
            }
            container.execute(this::settle);
        }

        @Override
        public void breaks() {
            synchronized (this) {
                broken = true;
            }
            container.execute(this::settle);
        }

        /** Each message that is told of may have put the next one under way, behind what is due. */
        @Override
        public List<String> heard() {
            CompletableFuture<List<String>> rest = new CompletableFuture<>();
            container.execute(() -> completeAtRest(rest));
            return rest.join();
        }

        private void completeAtRest(CompletableFuture<List<String>> rest) {
            synchronized (this) {
                if (begun.isEmpty() || !reads) {
                    rest.complete(List.copyOf(heard));
                    return;
                }
            }
            container.execute(() -> completeAtRest(rest));
        }

        @Override
        public void close() {
            container.shutdown();
        }
    }
}
