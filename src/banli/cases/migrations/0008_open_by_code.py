from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_papercompletion"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("completed_at__isnull", True), ("source", "")),
                fields=["applicant_code"],
                name="cases_open_by_code",
            ),
        ),
    ]
