package argosy.domain.iam;

import argosy.domain.state.Entity;

/// Who can have policies.
public sealed interface Holder extends Entity permits User, Group {
  String name();

  String arn();

  Grants grants();

  Holder with(Grants changed);

  /// `user` or `group`, as IAM's messages have it.
  String noun();

  /// What its inline policies may have together, in characters that aren't white space: IAM's
  /// quotas.
  int inlineMax();
}
