package io.parley.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

    /** What is shown of what was kept; as JSON, with single quotes in place of double ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'user':'user1','guest':'a.b-c','protocol':1} | {'user':'user1','guest':'*****','protocol':1}",
                "{'type':'refresh','token' : 'secret'} | {'type':'refresh','token' : '******'}",
                "{'type':'refresh','token':'cut off h | {'type':'refresh','token':'*********",
                "{'guest':true,'text':'plain'} | {'guest':true,'text':'plain'}",
                "{'text':'say \\'guest\\':\\'hello\\''} | {'text':'say \\'guest\\':\\'hello\\''}",
                "{'text':'größer','token':'é'} | {'text':'größer','token':'**'}",
                "{'guests':'many','text':'token'} | {'guests':'many','text':'token'}",
            })
    void a_token_is_hidden_and_nothing_else(String kept, String shown) {
        byte[] payload = kept.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        new Tokens().hide(payload);

        assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo(shown.replace('\'', '"'));
    }
}
