package io.parley.cdi;

import io.parley.config.Setting;
import io.parley.config.Settings;
import io.parley.config.TransportChoice;
import io.parley.endpoint.Transports;
import io.parley.frame.inspection.FrameInspections;
import io.parley.frame.inspection.FrameInspector;
import io.parley.frame.inspection.FrameLimits;
import io.parley.frame.inspection.FrameStatistics;
import io.parley.frame.inspection.TextOnly;
import io.parley.web.FrameTap;
import io.parley.web.Tap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Puts together what sees frames: the server's tap, and who looks. */
@ApplicationScoped
public class FrameComposition {

    private static final System.Logger LOG = System.getLogger("io.parley.cdi");

    /** A search that fails is not sure to come to an end. */
    private static final int MOST_SERVERS = 10;

    /** Made by the container. */
    public FrameComposition() {}

    @Produces
    @Singleton
    FrameStatistics statistics() {
        return new FrameStatistics();
    }

    /** Statistics first, so that they count what others refuse; then the limits, and the application's own. */
    @Produces
    @Singleton
    FrameTap frameTap(
            Settings settings, Tap tap, FrameStatistics statistics, @Any Instance<FrameInspector.Factory> own) {
        Settings.Frames frames = settings.frames();
        List<FrameInspector.Factory> factories = new ArrayList<>();
        factories.add(new FrameLimits(frames.sizes(), frames.rates(), frames.times(), System::nanoTime));
        factories.add(new TextOnly());
        own.forEach(factories::add);
        return new FrameTap(tap, new FrameInspections(statistics, factories));
    }

    /** Frames past the server's WebSocket layer where that can be, unless the settings say otherwise. */
    @Produces
    @Singleton
    Transports transports(Settings settings, Tap tap) {
        TransportChoice chosen = settings.transport();
        TransportChoice fastest = tap.transport();
        if (!EnumSet.of(TransportChoice.AUTO, TransportChoice.PORTABLE, fastest).contains(chosen)) {
            throw new IllegalStateException(Setting.TRANSPORT.key() + " is " + name(chosen)
                    + ", but what this server has is " + name(fastest) + ": leave it out, or set it to that"
                    + (fastest == TransportChoice.PORTABLE ? "" : " or to portable"));
        }
        return new Transports(fastest != TransportChoice.PORTABLE && chosen != TransportChoice.PORTABLE);
    }

    private static String name(TransportChoice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** A server's own, where its classes are there: those of others cannot be loaded. */
    @Produces
    @Singleton
    Tap tap() {
        Iterator<Tap> all =
                ServiceLoader.load(Tap.class, Tap.class.getClassLoader()).iterator();
        for (int tries = 0; tries < MOST_SERVERS; tries++) {
            try {
                return all.hasNext() ? all.next() : Tap.NONE;
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "not on this server", e);
            }
        }
        return Tap.NONE;
    }

    static void close(@Disposes Tap tap) {
        tap.close();
    }
}
