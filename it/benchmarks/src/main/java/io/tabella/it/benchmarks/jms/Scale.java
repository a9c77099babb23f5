package io.tabella.it.benchmarks.jms;

import io.tabella.it.benchmarks.measure.Pace;

/**
 * How much is done.
 *
 * @param pace of cases that could go on for ever
 * @param backlog messages that wait before a draining begins
 */
public record Scale(Pace pace, int backlog) {}
