package io.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** Waits for stages, generously: an engine may complete them on its own threads. */
public final class Stages {

    private static final long PATIENCE_SECONDS = 20;

    private Stages() {}

    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits for a stage to fail as a log's stages do. */
    public static LogUnavailableException refusal(CompletionStage<?> stage) {
        Throwable failure = Assertions.catchThrowable(() -> await(stage));
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        assertThat(cause).isInstanceOf(LogUnavailableException.class);
        return (LogUnavailableException) Objects.requireNonNull(cause);
    }
}
