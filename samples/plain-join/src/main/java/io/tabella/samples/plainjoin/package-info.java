/** Rows and messages in one local transaction, without a framework. */
@NullMarked
package io.tabella.samples.plainjoin;

import org.jspecify.annotations.NullMarked;
