"""示例：sample reports of the fictional city 云江市, their sources, and the builder that makes the files."""
