/** Orders by HTTP, bills by messages, in the transactions of their rows. */
@NullMarked
package io.tabella.samples.orders;

import org.jspecify.annotations.NullMarked;
