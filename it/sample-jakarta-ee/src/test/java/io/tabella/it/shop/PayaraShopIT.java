package io.tabella.it.shop;

class PayaraShopIT extends ShopContract {
  PayaraShopIT() throws Exception {
    super(new Payara());
  }
}
