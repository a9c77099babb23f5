/** The cases: Tabella through {@code jakarta.jms}. */
@NullMarked
package io.tabella.it.benchmarks.jms;

import org.jspecify.annotations.NullMarked;
