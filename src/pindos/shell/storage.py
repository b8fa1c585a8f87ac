"""Static files under names that change with their content, so that browsers keep them a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed by ``pindos.shell.assets``; a file that is not there is no crash."""

    manifest_strict = False
    keep_only_hashed_files = True
    support_js_module_import_aggregation = False

    def stored_name(self, name: str) -> str:
        """The hashed name; the plain one when the file has not been collected yet."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
