/** Threads that repeat something, counted for a while. */
@NullMarked
package io.tabella.it.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
