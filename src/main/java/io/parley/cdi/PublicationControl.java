package io.parley.cdi;

import io.parley.client.RelayControl;
import io.parley.log.publication.PublicationStatistics;
import io.parley.log.publication.Publications;
import io.parley.log.publication.Relay;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The relay of a deployment, if it has one, for its own beans and, as an MBean, for other deployments and for those who
 * watch the server. Any thread may call; {@link #start} and {@link #close} are for the container's.
 */
final class PublicationControl implements Publications, PublicationsMXBean, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.parley");

    private static final PublicationStatistics NONE = new PublicationStatistics(0, 0, 0, Duration.ZERO);

    private final Optional<Relay> relay;
    private volatile @Nullable ObjectName registered;

    PublicationControl(Optional<Relay> relay) {
        this.relay = relay;
    }

    /** Where there is a database: begins to relay, and can be told from elsewhere. */
    void start() {
        relay.ifPresent(present -> {
            register();
            present.start();
        });
    }

    private void register() {
        try {
            ObjectName name = new ObjectName(RelayControl.DOMAIN_AND_TYPE + ",application="
                    + ObjectName.quote(lookUp("java:app/AppName")) + ",module="
                    + ObjectName.quote(lookUp("java:module/ModuleName")));
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(this, PublicationsMXBean.class, true), name);
            registered = name;
        } catch (JMException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Other applications on this server cannot tell of what they publish; it is found by looking",
                    e);
        }
    }

    /** Jakarta EE Platform 10, section EE.5.15. */
    @SuppressWarnings("BanJNDI") // The names are constants
    private static String lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server does not know what it calls a deployment", e);
            return "unknown";
        }
    }

    @Override
    public void relay() {
        relay.ifPresent(Relay::relay);
    }

    @Override
    public PublicationStatistics statistics() {
        return relay.map(Relay::statistics).orElse(NONE);
    }

    @Override
    public long getRelayed() {
        return statistics().relayed();
    }

    @Override
    public long getSetAside() {
        return statistics().setAside();
    }

    @Override
    public long getWaiting() {
        return statistics().waiting();
    }

    @Override
    public long getOldestSeconds() {
        return statistics().oldest().toSeconds();
    }

    @Override
    public void close() {
        relay.ifPresent(Relay::close);
        ObjectName name = registered;
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.log(System.Logger.Level.DEBUG, "the MBean was gone already", e);
            }
        }
    }
}
