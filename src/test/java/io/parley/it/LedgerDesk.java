package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application whose transactions say something ({@code io.parley.it.ledger}), on a server that may be killed. */
record LedgerDesk(OwnServer own) {

    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    /** A number that no test uses otherwise. */
    private static final String LAST = "1000000";

    /** Has a transaction. */
    String calls(String transaction, String query) {
        return Page.text(own.server(Applications.LEDGER).page("ledger/" + transaction + "?" + query));
    }

    /** All that has been said in a room, once what was committed there before has been. */
    List<String> saidIn(String room) {
        try (Server server = own.server(Applications.LEDGER)) {
            Client last = server.member(room);
            calls("keeps", "room=" + room + "&many=" + LAST);
            last.hearsUntil(LAST + " b");
        }
        return Stream.of(calls("exports", "room=" + room).strip().split("\n", -1))
                .map(LedgerDesk::text)
                .filter(text -> !text.startsWith(LAST))
                .toList();
    }

    /** The lines that were kept for a room by {@code keeps}, by number. */
    List<Integer> keptFor(String room) {
        return Stream.of(calls("reads", "room=" + room + "%20").split(",", -1))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(number -> !number.equals(LAST))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    private static String text(String line) {
        Matcher text = TEXT.matcher(line);
        assertThat(text.find()).as(line).isTrue();
        return text.group(1);
    }
}
