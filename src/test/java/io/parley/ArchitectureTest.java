package io.parley;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom. Each rule holds for packages that do not exist yet, too. */
@AnalyzeClasses(packages = "io.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = packages(
            "frame",
            "protocol",
            "time",
            "pace",
            "guest",
            "observer",
            "log",
            "room",
            "session",
            "chat",
            "config",
            "trace");

    @ArchTest
    static final ArchRule FRAME_STANDS_ALONE = onlyUses("frame").because("RFC 6455 knows nothing of chat");

    @ArchTest
    static final ArchRule TRACES_KNOW_FRAMES_ONLY = classes()
            .that()
            .resideInAPackage("io.parley.frame.trace..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations",
                    "io.parley.frame",
                    "io.parley.frame.inspection",
                    "io.parley.frame.trace"))
            .because("what is kept and written of frames does not depend on what they say");

    @ArchTest
    static final ArchRule PROTOCOL_USES_FRAMES_ONLY = onlyUses("protocol", "frame")
            .because("the words of the protocol depend on no one who says them, and what is said to all is a frame");

    @ArchTest
    static final ArchRule TIME_STANDS_ALONE = onlyUses("time").because("everything may wait, and nothing else may");

    @ArchTest
    static final ArchRule PACE_USES_PROTOCOL_AND_TIME = classes()
            .that()
            .resideInAPackage("io.parley.pace..")
            .should()
            .onlyDependOnClassesThat(
                    plainJavaOr("pace", "protocol", "time").or(resideInAnyPackage("io.github.bucket4j..")))
            .because("how fast somebody may go does not depend on what they do, or on what becomes of them");

    @ArchTest
    static final ArchRule OBSERVER_STANDS_ALONE =
            onlyUses("observer").because("who is told of something in what order does not depend on what it is");

    @ArchTest
    static final ArchRule GUEST_USES_PROTOCOL =
            onlyUses("guest", "protocol").because("who somebody is does not depend on where they talk");

    @ArchTest
    static final ArchRule ROOM_USES_LOG_AND_PROTOCOL =
            onlyUses("room", "log", "protocol", "time").because("a room orders entries and knows no connection");

    @ArchTest
    static final ArchRule SESSION_USES_PROTOCOL_AND_FRAME =
            onlyUses("session", "protocol", "frame", "time").because("a client's life is the same in every room");

    @ArchTest
    static final ArchRule TRACE_USES_FRAME_AND_SESSION = onlyUses("trace", "frame", "session", "protocol", "time")
            .because("whose frames are kept does not depend on what they say");

    @ArchTest
    static final ArchRule CHAT_USES_THE_CORE = onlyUses(
                    "chat", "frame", "protocol", "time", "pace", "guest", "log", "room", "session")
            .because("the use cases run without a server");

    @ArchTest
    static final ArchRule CONFIG_USES_PROTOCOL_AND_FRAME =
            onlyUses("config", "protocol", "frame").because("settings are values; where they come from is a port");

    @ArchTest
    static final ArchRule LOG_USES_PROTOCOL_AND_TIME = noClasses()
            .that()
            .resideInAPackage("io.parley.log..")
            .should()
            .dependOnClassesThat(parleyOutside("log", "protocol", "time"))
            .because("a room's log is below the room; only an adapter may add its engine's API")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_PORT_OF_THE_LOG_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("io.parley.log")
            .should()
            .onlyDependOnClassesThat(plainJavaOr("log", "protocol"))
            .because("an engine belongs in a sub-package of its own")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule DATABASES_ARE_THE_LOGS = noClasses()
            .that()
            .resideOutsideOfPackages("io.parley.log.jdbc..", "io.parley.client..", "io.parley.cdi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..")
            .because(
                    "only one engine blocks, and it does so on threads of its own; and an application's own transaction");

    @ArchTest
    static final ArchRule THE_CLIENT_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("io.parley.client..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.management..",
                    "javax.naming..",
                    "javax.sql..",
                    "jakarta.enterprise.context..",
                    "jakarta.enterprise.event..",
                    "jakarta.transaction..",
                    "org.eclipse.microprofile.config..",
                    "org.jspecify.annotations",
                    "io.parley.client.."))
            .because("another application has it without the chat's classes");

    @ArchTest
    static final ArchRule CODEC_USES_PROTOCOL = noClasses()
            .that()
            .resideInAPackage("io.parley.codec..")
            .should()
            .dependOnClassesThat(parleyOutside("codec", "protocol"))
            .because("JSON is one way to write the protocol down")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..")
            .because("its tests run without a server, and it outlives every version of one")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SCOPES_ARE_ANNOTATIONS = classes()
            .that()
            .resideInAPackage("io.parley.scope..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "jakarta.enterprise.context..", "org.jspecify.annotations"))
            .because("an application compiles against them, and what is behind them is composition's");

    @ArchTest
    static final ArchRule ONLY_COMPOSITION_KNOWS_THE_SCOPES = noClasses()
            .that()
            .resideOutsideOfPackages("io.parley.scope..", "io.parley.cdi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.scope..")
            .because("they are for the application's beans; Parley's own classes live without");

    @ArchTest
    static final ArchRule NOBODY_USES_COMPOSITION = noClasses()
            .that()
            .resideOutsideOfPackage("io.parley.cdi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.cdi..")
            .because("composition knows the parts, the parts do not know it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_USES_CONTAINER_CODE = noClasses()
            .that()
            .resideOutsideOfPackage("io.parley.container..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.parley.container..")
            .because("everything works on a server that Parley has no special code for")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SERVER_INTERFACES_STAY_IN_CONTAINER_CODE = noClasses()
            .that()
            .resideOutsideOfPackage("io.parley.container..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.undertow..",
                    "org.xnio..",
                    "org.apache.catalina..",
                    "org.glassfish..",
                    "org.jboss..",
                    "org.wildfly..")
            .because("a server's own interfaces are absent on every other server")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_ENDPOINT_DOES_NOT_USE_THE_WEB_EDGE = edgeIgnores("endpoint", "web");

    @ArchTest
    static final ArchRule THE_WEB_EDGE_DOES_NOT_USE_THE_ENDPOINT = edgeIgnores("web", "endpoint");

    @ArchTest
    static final ArchRule TOKEN_BUCKETS_STAY_WHERE_A_PACE_IS_COUNTED = noClasses()
            .that()
            .resideOutsideOfPackages("io.parley.pace..", "io.parley.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.bucket4j..")
            .because("how a pace is counted is the business of who counts it");

    private static ArchRule onlyUses(String name, String... others) {
        return classes()
                .that()
                .resideInAnyPackage(packages(name))
                .should()
                .onlyDependOnClassesThat(plainJavaOr(name, others))
                .allowEmptyShould(true);
    }

    private static ArchRule edgeIgnores(String edge, String other) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(edge))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(other))
                .because("the edges meet in the core only")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> plainJavaOr(String name, String... others) {
        return resideInAnyPackage("java..", "javax.crypto..", "org.HdrHistogram..", "org.jspecify.annotations")
                .or(resideInAnyPackage(packages(name)))
                .or(resideInAnyPackage(packages(others)));
    }

    private static DescribedPredicate<JavaClass> parleyOutside(String... names) {
        DescribedPredicate<JavaClass> named = resideInAnyPackage(packages(names));
        return describe(
                "another package of Parley than " + String.join(", ", names),
                type -> type.getPackageName().startsWith("io.parley.") && !named.test(type));
    }

    private static String[] packages(String... names) {
        String[] patterns = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            patterns[i] = "io.parley." + names[i] + "..";
        }
        return patterns;
    }
}
