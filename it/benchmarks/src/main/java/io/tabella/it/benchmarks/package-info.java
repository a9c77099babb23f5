/** What Tabella costs beside plain JDBC. */
@NullMarked
package io.tabella.it.benchmarks;

import org.jspecify.annotations.NullMarked;
