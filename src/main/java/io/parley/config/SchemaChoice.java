package io.parley.config;

/** What is done to the tables of the log at the start, each by its name in lower case. */
public enum SchemaChoice {
    /** They are made, or brought up to date. */
    MIGRATE,
    /** They are only checked: somebody else makes them. */
    VALIDATE
}
