package io.github.jdbcguard.benchmarks;

import com.alibaba.druid.DbType;
import com.alibaba.druid.proxy.jdbc.DataSourceProxyConfig;
import com.alibaba.druid.proxy.jdbc.DataSourceProxyImpl;
import com.alibaba.druid.wall.WallConfig;
import com.alibaba.druid.wall.WallFilter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Druid's proxy with its firewall, and without its pool. Apart, as others start without Druid. */
final class DruidProxy {
  private DruidProxy() {}

  static Wrapper.Connections open(String url, Properties user) throws SQLException {
    WallConfig rules = new WallConfig();
    rules.setDeleteAllow(false);
    WallFilter firewall = new WallFilter();
    firewall.setConfig(rules);
    firewall.setDbType(url.startsWith("jdbc:h2:") ? DbType.h2 : DbType.postgresql);
    DataSourceProxyConfig config = new DataSourceProxyConfig();
    config.setRawUrl(url);
    config.getFilters().add(firewall);
    DataSourceProxyImpl proxy = new DataSourceProxyImpl(DriverManager.getDriver(url), config);
    firewall.init(proxy);
    return () -> proxy.connect(user);
  }
}
