package io.parley.protocol;

/**
 * An event that was turned into the text of a WebSocket message, once, to be shared by all who receive it.
 *
 * @param text the JSON text
 * @param sizeBytes its size in UTF-8
 * @param droppable whether it may be dropped where a connection is under pressure
 */
public record EncodedEvent(String text, int sizeBytes, boolean droppable) {}
