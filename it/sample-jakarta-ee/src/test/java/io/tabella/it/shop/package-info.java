/**
 * The sample for application servers, set up by the commands of its README: {@link
 * io.tabella.it.shop.Readme} reads them, {@link io.tabella.it.shop.Workplace} is the folder in
 * which they run, and one {@link io.tabella.it.shop.ShopServer} for each server knows how it is
 * started, stopped, and kept off the ports of others.
 */
@NullMarked
package io.tabella.it.shop;

import org.jspecify.annotations.NullMarked;
