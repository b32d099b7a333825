package io.parley.log.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log goes by an index on H2, which counts the rows that it looks at. */
class QueryPlansOnH2Test extends QueryPlanContract {

    private static final Pattern ROWS = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern SCAN = Pattern.compile("PARLEY_(ENTRY|KEY|ROOM)\\.tableScan");

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.h2();
    }

    @Override
    String numbers(int to) {
        return "(select x as n from system_range(1, " + to + ")) numbers";
    }

    @Override
    String explain() {
        return "explain analyze";
    }

    @Override
    void preferIndexes(Connection connection) {
        // It always does
    }

    @Override
    Cost cost(ResultSet plan) throws SQLException {
        plan.next();
        String text = String.valueOf(plan.getString(1));
        Matcher rows = ROWS.matcher(text);
        long touched = 0;
        while (rows.find()) {
            touched += Long.parseLong(rows.group(1));
        }
        return new Cost(touched, SCAN.matcher(text).find());
    }
}
