package io.tabella.it.shop;

class WildFlyShopIT extends ShopContract {
  WildFlyShopIT() throws Exception {
    super(new WildFly());
  }
}
