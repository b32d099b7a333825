package io.parley.config;

/** The engines of the room log, each by its name in lower case. */
public enum LogEngine {
    /** A ring for each room, gone with the process. */
    MEMORY,
    /** A database, through a data source of the container. */
    JDBC
}
