package io.parley.client;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Tells the chats on this server that a publication has been committed, so that they need not find it. By the server's
 * MBeans, since deployments do not see each other's classes. Any thread may call.
 */
public final class RelayControl {

    /** The operation of a chat's MBean that makes it look. */
    public static final String OPERATION = "relay";

    /** What the names of all chats' MBeans have in common. */
    public static final String DOMAIN_AND_TYPE = "io.parley:type=Publications";

    private static final System.Logger LOG = System.getLogger("io.parley.client");

    private static final ObjectName ALL = name(DOMAIN_AND_TYPE + ",*");

    private RelayControl() {}

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("a constant", e);
        }
    }

    /** Makes all chats of this server look. Where there is none, one on another server finds it some time. */
    public static void relay() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName chat : beans.queryNames(ALL, null)) {
            try {
                beans.invoke(chat, OPERATION, new Object[0], new String[0]);
            } catch (InstanceNotFoundException e) {
                LOG.log(System.Logger.Level.DEBUG, "a chat was just being stopped", e);
            } catch (JMException | JMRuntimeException | SecurityException e) {
                LOG.log(System.Logger.Level.WARNING, "a chat could not be told of a publication", e);
            }
        }
    }
}
