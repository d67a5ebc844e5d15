package argosy.domain.network;

/// IPv6 addresses of a VPC or of a subnet.
///
/// @param association `vpc-cidr-assoc-…` or `subnet-cidr-assoc-…`
public record Ipv6Range(String association, Cidr6 cidr) {}
