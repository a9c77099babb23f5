/** An order service and its workers. */
@NullMarked
package io.tabella.samples.quickstart;

import org.jspecify.annotations.NullMarked;
