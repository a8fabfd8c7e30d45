package io.github.jdbcguard.driver;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The settings of the guard as properties of a bean; null takes one back. */
abstract sealed class SettingsBean permits GuardCommonDataSource {
  /** Those of the guard and those of the real driver. */
  final Properties properties = new Properties();

  /** The environment that the target has to be ({@code guard.expect}); else nothing is opened. */
  public void setExpect(@Nullable String environment) {
    set(Setting.EXPECT, environment);
  }

  public @Nullable String getExpect() {
    return property(Setting.EXPECT);
  }

  /** Path of the team's policy ({@code guard.policy}), instead of searching for it. */
  public void setPolicy(@Nullable String path) {
    set(Setting.POLICY, path);
  }

  public @Nullable String getPolicy() {
    return property(Setting.POLICY);
  }

  /** Confirmation codes, separated by commas ({@code guard.confirm}). */
  public void setConfirm(@Nullable String codes) {
    set(Setting.CONFIRM, codes);
  }

  public @Nullable String getConfirm() {
    return property(Setting.CONFIRM);
  }

  /** Why it is done ({@code guard.reason}); goes into the audit. */
  public void setReason(@Nullable String reason) {
    set(Setting.REASON, reason);
  }

  public @Nullable String getReason() {
    return property(Setting.REASON);
  }

  /** The change that the statements belong to ({@code guard.change}): a migration, a ticket. */
  public void setChange(@Nullable String change) {
    set(Setting.CHANGE, change);
  }

  public @Nullable String getChange() {
    return property(Setting.CHANGE);
  }

  /** Signed approvals, or files that hold them ({@code guard.approval}). */
  public void setApproval(@Nullable String approval) {
    set(Setting.APPROVAL, approval);
  }

  public @Nullable String getApproval() {
    return property(Setting.APPROVAL);
  }

  /** A stricter origin than the detected one ({@code guard.origin}). */
  public void setOrigin(@Nullable String origin) {
    set(Setting.ORIGIN, origin);
  }

  public @Nullable String getOrigin() {
    return property(Setting.ORIGIN);
  }

  /** The audit file ({@code guard.audit}). */
  public void setAudit(@Nullable String path) {
    set(Setting.AUDIT, path);
  }

  public @Nullable String getAudit() {
    return property(Setting.AUDIT);
  }

  /** File that a request is written into where an approval is missing ({@code guard.request}). */
  public void setRequest(@Nullable String path) {
    set(Setting.REQUEST, path);
  }

  public @Nullable String getRequest() {
    return property(Setting.REQUEST);
  }

  /** Where the uses of approvals are kept ({@code guard.ledger}): a file, or a JDBC URL. */
  public void setLedger(@Nullable String place) {
    set(Setting.LEDGER, place);
  }

  public @Nullable String getLedger() {
    return property(Setting.LEDGER);
  }

  /** JDBC URL of a database for the lines of the audit as well ({@code guard.audit.table}). */
  public void setAuditTable(@Nullable String url) {
    set(Setting.AUDIT_TABLE, url);
  }

  public @Nullable String getAuditTable() {
    return property(Setting.AUDIT_TABLE);
  }

  final void set(Setting setting, @Nullable String value) {
    set(setting.property(), value);
  }

  final @Nullable String property(Setting setting) {
    return properties.getProperty(setting.property());
  }

  final void set(String name, @Nullable String value) {
    if (value == null) {
      properties.remove(name);
    } else {
      properties.setProperty(name, value);
    }
  }
}
