package io.parley.container.undertow;

import io.parley.frame.inspection.FrameInspector;
import java.util.List;

/** The same where an inspector wants to see what goes out, so that frames of ours are read, too. */
class WatchedSinkTest extends TappedSinkTest {

    @Override
    List<FrameInspector> inspectors() {
        return List.of(new FrameInspector() {});
    }
}
