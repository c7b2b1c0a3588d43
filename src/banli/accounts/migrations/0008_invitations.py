from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0007_cosigning")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="code", name="accounts_code_known_purpose"),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        [
                            "close",
                            "cosign",
                            "find",
                            "identity",
                            "invite",
                            "new_contact",
                            "old_contact",
                            "sign_in",
                        ],
                    )
                ),
                name="accounts_code_known_purpose",
            ),
        ),
    ]
