/**
 * The programs that the tests run as nodes, each with a {@code main}. All they know of Tabella is
 * the name of its connection factory.
 *
 * <p>They end when their standard input does.
 */
@NullMarked
package io.tabella.it.crash.role;

import org.jspecify.annotations.NullMarked;
