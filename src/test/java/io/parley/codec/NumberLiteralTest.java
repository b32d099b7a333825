package io.parley.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To every JSON provider the literal is the number that it spells. */
class NumberLiteralTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "42", "9007199254740993", "1e5", "1.50", "-12.25e-1"})
    void it_is_the_number_that_the_provider_would_have_made(String literal) {
        JsonNumber expected = Json.createValue(new BigDecimal(literal));
        JsonNumber number = new NumberLiteral(literal);

        assertThat(number).isEqualTo(expected).hasSameHashCodeAs(expected).isNotEqualTo(Json.createValue(1.125));
        assertThat(number.getValueType()).isEqualTo(JsonValue.ValueType.NUMBER);
        assertThat(number.isIntegral()).isEqualTo(expected.isIntegral());
        assertThat(number.intValue()).isEqualTo(expected.intValue());
        assertThat(number.longValue()).isEqualTo(expected.longValue());
        assertThat(number.bigIntegerValue()).isEqualTo(expected.bigIntegerValue());
        assertThat(number.doubleValue()).isEqualTo(expected.doubleValue());
        assertThat(number).hasToString(literal);
    }

    @Test
    void a_whole_number_is_given_exactly() {
        JsonNumber number = new NumberLiteral("42.0");

        assertThat(number.intValueExact()).isEqualTo(42);
        assertThat(number.longValueExact()).isEqualTo(42);
        assertThat(number.bigIntegerValueExact()).isEqualTo(42);
    }

    @Test
    void a_fraction_is_not_given_as_a_whole_number() {
        JsonNumber number = new NumberLiteral("0.5");

        assertThatThrownBy(number::intValueExact).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(number::longValueExact).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(number::bigIntegerValueExact).isInstanceOf(ArithmeticException.class);
    }
}
