package io.parley.it.inspector;

import io.parley.frame.inspection.FrameCounts;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.RoomName;
import io.parley.session.Admission;
import io.parley.session.Connection;
import io.parley.session.Connections;
import io.parley.session.OutboxBytes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.Serial;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Answers questions about the server that it runs in, each by one line or more of text. */
@WebServlet("/inspector/*")
public class InspectorServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Connections connections;
    private final transient Admission admission;

    /**
     * Made by the container.
     *
     * @param connections Parley's
     * @param admission Parley's
     */
    @Inject
    public InspectorServlet(Connections connections, Admission admission) {
        this.connections = connections;
        this.admission = admission;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        String answer = switch (request.getPathInfo()) {
            case "/connections" -> String.valueOf(connections.count());
            case "/places" -> String.valueOf(admission.places());
            case "/round-trips" -> connections.roundTrips().toString();
            case "/frames" -> frames(request.getParameter("id"));
            case "/used" -> String.valueOf(usedBytes());
            case "/heap" -> heap();
            case "/cpu" -> String.valueOf(cpuNanos());
            case "/scheduler" -> String.valueOf(isSchedulerReplaced());
            case "/close" -> close(request);
            case "/waiting" -> waiting(request.getParameter("room"));
            case "/connection" -> describe(request.getParameter("id"));
            default -> throw new ServletException("no such question");
        };
        response.getWriter().print(answer);
    }

    /** Objects of Parley and of what carries it that are alive: a class and their number on each line. */
    private static String heap() throws ServletException {
        return histogram()
                .lines()
                .map(line -> line.strip().split(" +", -1))
                .filter(columns -> columns.length > 3
                        && columns[3].matches(
                                "(io\\.(parley|undertow\\.(server|websockets))|org\\.glassfish\\.tyrus)\\..*"))
                .map(columns -> columns[3] + " " + columns[1])
                .collect(Collectors.joining("\n"));
    }

    /**
     * Of all objects that are alive; the last line is their sum. The JVM leaves out the collection before it, and
     * counts garbage, while a thread holds an array in native code. It is asked again then.
     */
    private static String histogram() throws ServletException {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        String histogram = anyHistogram();
        while (garbage.get() != null) {
            histogram = anyHistogram();
        }
        return histogram;
    }

    private static String anyHistogram() throws ServletException {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()})
                    .toString();
        } catch (JMException e) {
            throw new ServletException(e);
        }
    }

    /** Asked for by name: the type is not seen by an application of every server. */
    private static Object cpuNanos() throws ServletException {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
        } catch (JMException e) {
            throw new ServletException(e);
        }
    }

    /** Of Tyrus, as its sessions get it. */
    private boolean isSchedulerReplaced() throws ServletException {
        Object container = getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            Object scheduler = container
                    .getClass()
                    .getMethod("getScheduledExecutorService")
                    .invoke(container);
            return Proxy.isProxyClass(scheduler.getClass());
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }

    private String frames(@Nullable String id) {
        FrameCounts counts = id == null
                ? connections.frames()
                : connections.find(id).flatMap(Connection::frames).orElseThrow();
        StringBuilder lines = new StringBuilder("refusals " + counts.refusals() + "\n");
        describe("in", counts.in(), lines);
        describe("out", counts.out(), lines);
        return lines.toString();
    }

    private static void describe(String name, FrameCounts.Way way, StringBuilder lines) {
        way.frames()
                .forEach((opcode, frames) -> lines.append(String.format(
                        Locale.ROOT,
                        "%s %s %d frames %d bytes%n",
                        name,
                        opcode,
                        frames,
                        way.bytes().get(opcode))));
        lines.append(String.format(Locale.ROOT, "%s messages %d%n", name, way.messages()));
    }

    /** What is alive at one moment, and not what the next moment's garbage takes. */
    private static long usedBytes() throws ServletException {
        String total = histogram().lines().reduce("", (earlier, last) -> last).strip();
        return Long.parseLong(total.split(" +", -1)[2]);
    }

    /** Connections that are open, and the most that waits for any of those in the room. */
    private String waiting(String room) {
        long most = connections.inRoom(new RoomName(room)).stream()
                .mapToLong(OutboxBytes::of)
                .max()
                .orElse(0);
        return connections.count() + " " + most;
    }

    private String close(HttpServletRequest request) {
        CloseCode code =
                CloseCode.of(Integer.parseInt(request.getParameter("code"))).orElseThrow();
        // A container may read the query in another character set
        String reason = request.getQueryString().replaceFirst(".*&reason=", "");
        connections
                .find(request.getParameter("id"))
                .ifPresent(connection ->
                        connection.close(new CloseReason(code, URLDecoder.decode(reason, StandardCharsets.UTF_8))));
        return "closed";
    }

    private String describe(String id) {
        return connections.find(id).map(InspectorServlet::describe).orElse("not open");
    }

    private static String describe(Connection connection) {
        return connection.user().name() + " from " + connection.address() + " " + connection.traffic() + " pinged "
                + connection.roundTrip().isPresent();
    }
}
