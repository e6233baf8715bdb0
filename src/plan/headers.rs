//! Ready header files for the servers that `site.toml` names: the strict policy (Content Security
//! Policy Level 3) under which every page lives, and no guessing of types.

use super::{Family, Recipe};
use crate::config::Server;
use crate::site::Site;

/// What pages may load: their own files, and nothing that stands in the page itself.
const POLICY: &str = include_str!("../../data/headers/policy.txt");

pub(super) fn add(site: &Site, plan: &mut Family) {
    for &server in &site.config.server.headers {
        plan.add(name(server).to_owned(), Recipe::Headers(server), "site.toml");
    }
}

/// The name under which a server looks for it, or under which it is included.
fn name(server: Server) -> &'static str {
    match server {
        Server::Nginx => "nginx-headers.conf",
        Server::Apache => ".htaccess",
        Server::Iis => "web.config",
        Server::Caddy => "Caddyfile-headers",
    }
}

/// The text of the file for a server.
pub(super) fn text(server: Server) -> String {
    let form = match server {
        Server::Nginx => include_str!("../../data/headers/nginx-headers.conf"),
        Server::Apache => include_str!("../../data/headers/htaccess"),
        Server::Iis => include_str!("../../data/headers/web.config"),
        Server::Caddy => include_str!("../../data/headers/Caddyfile-headers"),
    };
    form.replace("{policy}", POLICY.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{POLICY, Server, text};

    #[test]
    fn every_server_is_told_the_whole_policy() {
        for server in [Server::Nginx, Server::Apache, Server::Iis, Server::Caddy] {
            assert!(text(server).contains(POLICY.trim_end()), "{server:?}");
        }
    }
}
