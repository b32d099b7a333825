package io.parley.client;

/**
 * A publication was not written. Within a transaction, the transaction goes on to its end without it, unless it is
 * rolled back, as Jakarta Transactions does with an exception of this kind that leaves a {@code @Transactional} method.
 */
public final class PublicationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message what is wrong, and what to do
     */
    public PublicationFailedException(String message) {
        super(message);
    }

    /**
     * A failure.
     *
     * @param message what is wrong, and what to do
     * @param cause what the database or the server said
     */
    public PublicationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
