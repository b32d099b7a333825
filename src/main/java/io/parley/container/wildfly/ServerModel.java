package io.parley.container.wildfly;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Reads WildFly's management model, which the server shows as MBeans of the domain {@code jboss.as}. On a server that
 * has no such MBeans every question has an empty answer. Safe for use by any thread.
 */
final class ServerModel {

    private static final Logger LOGGER = System.getLogger(ServerModel.class.getName());

    private final MBeanServer mbeans;

    ServerModel() {
        this(ManagementFactory.getPlatformMBeanServer());
    }

    ServerModel(MBeanServer mbeans) {
        this.mbeans = mbeans;
    }

    /** Says whether this server is a WildFly that shows its management model. */
    boolean isPresent() {
        return find("jboss.as:socket-binding-group=*,socket-binding=http").isPresent();
    }

    /** Tells where the server listens for HTTP as {@code http://host:port}; empty while it does not. */
    Optional<String> httpAddress() {
        return find("jboss.as:socket-binding-group=*,socket-binding=http")
                .filter(binding -> Boolean.TRUE.equals(read(binding, "bound").orElse(false)))
                .flatMap(binding -> read(binding, "boundAddress")
                        .flatMap(address ->
                                read(binding, "boundPort").map(port -> "http://" + host(address) + ":" + port)));
    }

    /** Says whether the deployment with this context path, such as {@code /parley} or {@code /}, answers requests. */
    boolean isDeployed(String contextPath) {
        return query("jboss.as:deployment=*,subsystem=undertow").stream()
                .filter(web -> contextPath.equals(read(web, "contextRoot").orElse("")))
                .flatMap(web -> find("jboss.as:deployment=" + web.getKeyProperty("deployment")).stream())
                .anyMatch(deployment -> "OK".equals(read(deployment, "status").orElse("")));
    }

    private static String host(Object address) {
        String text = address.toString();
        try {
            InetAddress parsed = InetAddress.getByName(text);
            if (parsed.isAnyLocalAddress()) {
                return "localhost";
            }
        } catch (java.net.UnknownHostException e) {
            LOGGER.log(Level.DEBUG, "Not an address: {0}", text);
        }
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private Optional<ObjectName> find(String pattern) {
        return query(pattern).stream().findFirst();
    }

    private Set<ObjectName> query(String pattern) {
        try {
            return mbeans.queryNames(new ObjectName(pattern), null);
        } catch (JMException e) {
            LOGGER.log(Level.DEBUG, "Cannot ask for " + pattern, e);
            return Set.of();
        }
    }

    private Optional<Object> read(ObjectName name, String attribute) {
        try {
            return Optional.ofNullable(mbeans.getAttribute(name, attribute));
        } catch (JMException e) {
            LOGGER.log(Level.DEBUG, "Cannot read " + attribute + " of " + name, e);
            return Optional.empty();
        }
    }
}
