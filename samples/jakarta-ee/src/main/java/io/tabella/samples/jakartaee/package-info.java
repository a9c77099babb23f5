/** A shop in an application server: orders come in by HTTP, the rest is messages and rows. */
@NullMarked
package io.tabella.samples.jakartaee;

import org.jspecify.annotations.NullMarked;
