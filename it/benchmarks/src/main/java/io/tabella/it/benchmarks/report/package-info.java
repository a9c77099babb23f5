/** Figures as tables. */
@NullMarked
package io.tabella.it.benchmarks.report;

import org.jspecify.annotations.NullMarked;
