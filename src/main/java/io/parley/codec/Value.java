package io.parley.codec;

/** The value of a member, as far as the decoder needs to know it. */
sealed interface Value {

    /** A string. */
    record Text(String value) implements Value {}

    /** A number as it was spelled: it may be far outside of any Java type. */
    record Numeral(String literal) implements Value {}

    /** True or false. */
    record Flag(boolean value) implements Value {}

    /** Any JSON value, kept as its text. */
    record Json(String text) implements Value {}

    /** An object whose members are known. */
    record Group(Fields fields) implements Value {}

    /** A {@code null}: as good as no member, but its name is taken. */
    record Nothing() implements Value {}

    /** An array or object that nobody looks into. */
    record Other() implements Value {}
}
