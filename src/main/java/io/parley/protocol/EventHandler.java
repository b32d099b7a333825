package io.parley.protocol;

/** One method for each event: the compiler tells whoever forgets one. */
public interface EventHandler {

    /**
     * The first event of every connection.
     *
     * @param event the event
     */
    void connected(Event.Connected event);

    /**
     * The connection is in a room.
     *
     * @param event the event
     */
    void joined(Event.Joined event);

    /**
     * The connection is no longer in a room.
     *
     * @param event the event
     */
    void left(Event.Left event);

    /**
     * Somebody said something.
     *
     * @param event the event
     */
    void message(Event.Message event);

    /**
     * A message is stored.
     *
     * @param event the event
     */
    void ack(Event.Ack event);

    /**
     * Done.
     *
     * @param event the event
     */
    void ok(Event.Ok event);

    /**
     * Users came or went.
     *
     * @param event the event
     */
    void presence(Event.Presence event);

    /**
     * Somebody types, or has stopped.
     *
     * @param event the event
     */
    void typing(Event.Typing event);

    /**
     * A page of a room's log.
     *
     * @param event the event
     */
    void history(Event.History event);

    /**
     * A page of a room's users.
     *
     * @param event the event
     */
    void members(Event.Members event);

    /**
     * A command was refused.
     *
     * @param event the event
     */
    void error(Event.Error event);

    /**
     * The server is about to close.
     *
     * @param event the event
     */
    void closing(Event.Closing event);

    /**
     * The answer to a ping.
     *
     * @param event the event
     */
    void pong(Event.Pong event);

    /**
     * Something of the application's own.
     *
     * @param event the event
     */
    void application(Event.Application event);
}
