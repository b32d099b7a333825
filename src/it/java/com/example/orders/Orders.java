package com.example.orders;

import io.parley.protocol.RoomName;
import io.parley.room.Publication;
import io.parley.room.Rooms;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** An application that is the chat's WAR itself: it carries Parley's classes, and injects the rooms. */
@ApplicationScoped
public class Orders {

    @Inject
    private Rooms rooms;

    /** The very data source that the room log is in: so both belong to one transaction. */
    @Resource
    private DataSource source;

    /** Approves an order, and says so: both, or neither. */
    @Transactional
    public void approve(long order) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into posting (id) values (?)")) {
            insert.setString(1, "order " + order);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("order " + order + " cannot be approved", e);
        }
        rooms.publish(Publication.bySystem(new RoomName("orders"), "Order " + order + " was approved"));
    }
}
