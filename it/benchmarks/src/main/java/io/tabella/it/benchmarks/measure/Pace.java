package io.tabella.it.benchmarks.measure;

import java.time.Duration;

/**
 * How long a rate is measured.
 *
 * @param warmUp what is done before counts for nothing
 * @param measured what is done in this time counts
 */
public record Pace(Duration warmUp, Duration measured) {}
