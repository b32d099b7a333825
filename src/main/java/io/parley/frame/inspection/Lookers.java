package io.parley.frame.inspection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who looks at one way of a connection, in their order. Any thread may ask and change it. */
final class Lookers {

    private static final FrameInspector[] NOBODY = {};

    private volatile FrameInspector[] all;

    Lookers(List<FrameInspector> all) {
        this.all = all.isEmpty() ? NOBODY : all.toArray(FrameInspector[]::new);
    }

    /** {@return those of this moment; not to be changed} */
    FrameInspector[] now() {
        return all;
    }

    boolean areNone() {
        return all.length == 0;
    }

    synchronized void add(FrameInspector inspector) {
        FrameInspector[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = inspector;
        all = more;
    }

    synchronized void remove(FrameInspector inspector) {
        List<FrameInspector> fewer =
                Stream.of(all).filter(other -> other != inspector).toList();
        all = fewer.isEmpty() ? NOBODY : fewer.toArray(FrameInspector[]::new);
    }
}
