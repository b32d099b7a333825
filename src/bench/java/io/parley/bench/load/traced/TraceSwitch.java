package io.parley.bench.load.traced;

import io.parley.trace.Subject;
import io.parley.trace.Trace;
import io.parley.trace.TraceCounts;
import io.parley.trace.Traces;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * Begins a trace of one connection of so many ({@code ?sample=10}), ends all ({@code ?sample=0}), or does neither; and
 * tells how many connections are traced, and what that takes.
 */
@WebServlet("/trace-switch")
public class TraceSwitch extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Traces traces;

    /**
     * Made by the container.
     *
     * @param traces Parley's
     */
    @Inject
    public TraceSwitch(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String sample = request.getParameter("sample");
        if ("0".equals(sample)) {
            traces.all().stream().map(Trace::id).forEach(traces::stop);
        } else if (sample != null) {
            Subject some = new Subject.Sample(Integer.parseInt(sample));
            traces.start(new Traces.Order(some, Optional.empty(), Optional.empty()), "benchmark");
        }
        TraceCounts counts = traces.counts();
        response.getWriter().print(counts.connections() + " " + counts.bytes() + " " + counts.missed());
    }
}
