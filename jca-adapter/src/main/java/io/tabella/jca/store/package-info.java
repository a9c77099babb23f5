/**
 * The stores that an adapter works with: where they are, one connection factory for each, and what
 * transaction managers recover with. Knows nothing of connections' handles or message endpoints.
 */
@NullMarked
package io.tabella.jca.store;

import org.jspecify.annotations.NullMarked;
