package io.parley.it.ledger;

import io.parley.protocol.RoomName;
import io.parley.room.Publication;
import io.parley.room.Rooms;
import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;

/** An enterprise bean, whose methods have transactions without a word about it. */
@Stateless
public class Clerk {

    @Inject
    private Rooms rooms;

    @Inject
    private Book book;

    @Resource
    private TimerService timers;

    /** Made by the container. */
    public Clerk() {}

    private void say(String room, String text) {
        book.write(room + " " + text);
        rooms.publish(Publication.bySystem(new RoomName(room), text));
    }

    /** Says two things some time. */
    @Asynchronous
    public void saysLater(String room) {
        say(room, "later");
        say(room, "and later");
    }

    /** Fails some time. */
    @Asynchronous
    public void failsLater(String room) {
        say(room, "never");
        throw new EJBException("on purpose");
    }

    /** Has something said by a timer. */
    public void schedules(String room) {
        timers.createSingleActionTimer(1, new TimerConfig(room, false));
    }

    /** The timer's time has come. */
    @Timeout
    public void timeHasCome(Timer timer) {
        say(timer.getInfo().toString(), "in time");
    }
}
