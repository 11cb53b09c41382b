import inngest.digitalocean  # error
