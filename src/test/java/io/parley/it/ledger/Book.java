package io.parley.it.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the application keeps by SQL, through the server's default data source: the one that the chat's log is in. */
@ApplicationScoped
public class Book {

    @Resource
    private DataSource source;

    /** Made by the container. */
    public Book() {}

    /** Makes the table. */
    void open() {
        execute("create table if not exists posting (id varchar(255) primary key)");
    }

    /** Writes a line, in the caller's transaction. */
    void write(String id) {
        execute("insert into posting (id) values (?)", id);
    }

    private void execute(String sql, String... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines that begin with a word, sorted. */
    List<String> read(String word) {
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select id from posting where id like ? order by id")) {
            select.setString(1, word + "%");
            List<String> lines = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    lines.add(found.getString(1));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
