/** The ceiling: the rows of a queue, written with plain JDBC as well as it can be. */
@NullMarked
package io.tabella.it.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
